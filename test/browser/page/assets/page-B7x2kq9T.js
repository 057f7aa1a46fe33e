/** Opens the event stream, starts a task once it is open, and shows what the task says about itself. */
const byId = (id) => document.getElementById(id)
const show = {
  task_started: () => {
    byId('state').textContent = 'started'
  },
  progress_update: ({ text, value }) => {
    byId('bar').value = value
    byId('text').textContent = text
    const line = document.createElement('li')
    line.textContent = `${text} ${value.toFixed(2)}`
    line.style.color = 'green'
    byId('log').append(line)
  },
  task_completed: ({ status }) => {
    byId('state').textContent = `completed: ${status}`
  },
  task_failed: ({ error }) => {
    byId('state').textContent = `failed: ${error}`
  },
}

const stream = new EventSource('/api/sse/stream?request_id=pw-page')
const early = []
let taskId
const receive = ({ task_id, event_type, data }) => {
  if (task_id === taskId) show[event_type]?.(data)
}
stream.onmessage = ({ data }) => {
  const { type, payload } = JSON.parse(data)
  if (type === 'version') byId('version').textContent = payload.version
  else if (taskId === undefined) early.push(payload)
  else receive(payload)
}
stream.addEventListener('open', start, { once: true })

async function start() {
  byId('state').textContent = 'open'
  const answer = await fetch('/api/testing/tasks/start', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ task_type: 'demo_task', params: { steps: 4, delay: 0.02 } }),
  })
  const task = await answer.json()
  taskId = task.task_id
  early.forEach(receive)
}
