/** How files in JSON and XLSX say that this service wrote them. */
export const OWN_FORMAT = 'electronics-inventory'
/** Rises when what older versions of the service read as it is becomes something else. */
export const OWN_FORMAT_VERSION = 1
