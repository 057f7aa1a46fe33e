/** The default of `BASEURL`. It says nothing about where the service is. */
export const UNSET_BASEURL = 'http://localhost:3000'
