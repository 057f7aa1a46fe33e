type Colour = readonly [red: number, green: number, blue: number]

/** A bitmap file (BMP) of 24 bits a pixel. @param colourAt the colour of each pixel. */
export function bitmapFile(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const rowBytes = Math.ceil((width * 3) / 4) * 4
  const file = Buffer.alloc(54 + rowBytes * height)
  file.write('BM', 'latin1')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colourAt(x, y)
      file.set([blue, green, red], 54 + rowBytes * (height - 1 - y) + x * 3)
    }
  }
  return file
}
