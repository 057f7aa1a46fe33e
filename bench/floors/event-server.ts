import { createServer, type ServerResponse } from 'node:http'

/** The least that can hold event streams and send one message to all of them: Node's own server. */
const streams = new Set<ServerResponse>()
const port = Number(process.env.PORT)
let sent = 0

function write(stream: ServerResponse, message: string): void {
  stream.write(`id: ${++sent}\ndata: ${message}\n\n`)
}

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    streams.add(response)
    response.on('close', () => streams.delete(response))
    write(response, JSON.stringify({ type: 'version', payload: { version: 'first' } }))
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { version } = JSON.parse(Buffer.concat(chunks).toString())
    for (const stream of streams) write(stream, JSON.stringify({ type: 'version', payload: { version } }))
    response.writeHead(202).end()
  })
})
server.listen(port, '127.0.0.1', () => console.log(`Server listening at http://127.0.0.1:${port}`))
