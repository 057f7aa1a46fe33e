import {
  ActionIcon,
  Button,
  Checkbox,
  Drawer,
  Input,
  type MantineThemeOverride,
  Menu,
  Modal,
  NumberInput,
  Popover,
  Radio,
  Select,
  Skeleton,
  Tooltip,
} from '@mantine/core'

const ON_PRIMARY = 'var(--mantine-primary-color-contrast)'
const BUTTON_HEIGHTS: Partial<Record<string, string>> = { xs: '1.625rem', sm: '2rem' }
const INPUT_HEIGHTS: Partial<Record<string, string>> = { xs: '1.875rem', sm: '2.125rem' }

/** What every component is like unless its place says otherwise. */
export const components: MantineThemeOverride['components'] = {
  Button: Button.extend({
    defaultProps: { variant: 'default', size: 'sm' },
    vars: (_theme, { size }) => {
      const height = BUTTON_HEIGHTS[String(size)]
      const padding = size === 'xs' ? '0.5rem' : '0.75rem'
      return { root: height === undefined ? {} : { '--button-height': height, '--button-padding-x': padding } }
    },
  }),
  ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } }),
  Input: Input.extend({
    defaultProps: { size: 'sm' },
    vars: (_theme, { size }) => {
      const height = INPUT_HEIGHTS[String(size ?? 'sm')]
      return { wrapper: height === undefined ? {} : { '--input-height': height } }
    },
  }),
  NumberInput: NumberInput.extend({ defaultProps: { size: 'sm' } }),
  Select: Select.extend({ defaultProps: { size: 'sm', checkIconPosition: 'right' } }),
  Checkbox: Checkbox.extend({ defaultProps: { iconColor: ON_PRIMARY, radius: 'xs', size: 'xs' } }),
  Radio: Radio.extend({ defaultProps: { iconColor: ON_PRIMARY } }),
  Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, fz: 'xs', radius: 'sm' } }),
  Menu: Menu.extend({
    defaultProps: { radius: 'lg', shadow: 'none', transitionProps: { duration: 120, transition: 'pop-top-left' } },
  }),
  Popover: Popover.extend({ defaultProps: { radius: 'lg', shadow: 'none', transitionProps: { duration: 120 } } }),
  Modal: Modal.extend({
    defaultProps: {
      radius: 'xl',
      centered: true,
      overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
    styles: { title: { fontSize: '1.0625rem', fontWeight: 600, lineHeight: '1.5rem' } },
  }),
  Drawer: Drawer.extend({
    defaultProps: {
      overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  }),
  Skeleton: Skeleton.extend({ defaultProps: { animate: false } }),
}
