import { api, BASE_PATH, body } from '../../api/client.ts'

/**
 * Ends the session here, and shows the way in. The whole page is left: nothing that was read stays in its memory. The
 * request says where it comes from, also where browsers leave out `Referer`.
 *
 * @throws ApiError when the service refused; Unreachable when it did not answer.
 */
export async function signOut(): Promise<void> {
  const { url } = await body(api.POST('/api/auth/logout', { params: { query: { redirect: BASE_PATH } } }))
  location.assign(url)
}
