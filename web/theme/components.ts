import type {
  ActionIconProps,
  ButtonProps,
  CheckboxProps,
  DrawerProps,
  InputProps,
  MantineThemeOverride,
  MenuProps,
  ModalProps,
  PopoverProps,
  RadioProps,
  SelectProps,
  SkeletonProps,
  TooltipProps,
} from '@mantine/core'

interface Sized {
  size?: unknown
}

/** Milliseconds. It goes at once: a key that is pressed next is one of the page. */
const OVER_THE_PAGE = { duration: 120, exitDuration: 0 } as const
const ON_PRIMARY = 'var(--mantine-primary-color-contrast)'
// Larger for fingers: `global.css` says when.
const BUTTON_HEIGHTS: Partial<Record<string, string>> = { xs: 'var(--button-xs)', sm: 'var(--button-sm)' }
const INPUT_HEIGHTS: Partial<Record<string, string>> = { xs: 'var(--field-xs)', sm: 'var(--field-sm)' }
const FLOATING = { radius: 'lg', shadow: 'none' } as const
const SCRIM = {
  overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
  closeButtonProps: { 'aria-label': 'Close' },
} as const

/**
 * What every component is like unless its place says otherwise. The components are named and not imported, which
 * `Button.extend` would need: a page then loads those alone that it shows.
 */
export const components: MantineThemeOverride['components'] = {
  Button: {
    defaultProps: { variant: 'default', size: 'sm' } satisfies ButtonProps,
    vars: (_theme: unknown, { size }: Sized) => {
      const height = BUTTON_HEIGHTS[String(size)]
      const padding = size === 'xs' ? 'var(--button-xs-padding)' : '0.75rem'
      return { root: height === undefined ? {} : { '--button-height': height, '--button-padding-x': padding } }
    },
  },
  ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } satisfies ActionIconProps },
  Input: {
    defaultProps: { size: 'sm' } satisfies InputProps,
    vars: (_theme: unknown, { size }: Sized) => {
      const height = INPUT_HEIGHTS[String(size ?? 'sm')]
      return { wrapper: height === undefined ? {} : { '--input-height': height } }
    },
  },
  Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } satisfies Partial<SelectProps> },
  Checkbox: { defaultProps: { iconColor: ON_PRIMARY, radius: 'xs', size: 'xs' } satisfies CheckboxProps },
  Radio: { defaultProps: { iconColor: ON_PRIMARY } satisfies RadioProps },
  Tooltip: { defaultProps: { openDelay: 400, fz: 'xs', radius: 'sm' } satisfies Partial<TooltipProps> },
  Menu: {
    defaultProps: {
      ...FLOATING,
      transitionProps: { ...OVER_THE_PAGE, transition: 'pop-top-left' },
    } satisfies MenuProps,
  },
  Popover: { defaultProps: { ...FLOATING, transitionProps: OVER_THE_PAGE } satisfies PopoverProps },
  Modal: {
    defaultProps: { ...SCRIM, radius: 'xl', centered: true } satisfies Partial<ModalProps>,
    styles: { title: { fontSize: '1.0625rem', fontWeight: 600, lineHeight: '1.5rem' } },
  },
  Drawer: { defaultProps: SCRIM satisfies Partial<DrawerProps> },
  Skeleton: { defaultProps: { animate: false } satisfies SkeletonProps },
}
