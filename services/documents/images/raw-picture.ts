/** Four bytes a pixel: red, green, blue and opacity, row by row from the top. */
export interface RawPicture {
  data: Uint8Array
  width: number
  height: number
}
