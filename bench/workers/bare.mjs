// The smallest gateway: forwards the request, and streams the answer back.
export default {
  fetch(request, env) {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-bench' }
    return fetch(`${env.UPSTREAM}/v1/images/generations`, { method: 'POST', headers, body: request.body })
  },
}
