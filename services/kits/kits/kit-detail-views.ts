import { Counter } from 'prom-client'

/** Counts each read of a kit's detail, and each change of a content, whose answer shows the same data. */
export const KIT_DETAIL_VIEWS_TOTAL = new Counter({ name: 'kit_detail_views_total', help: 'Kit details loaded' })
