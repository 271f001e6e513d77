// For scripts that print to standard output. The reader of a pipe, such as `head`, may leave before the end. This is no error: the script
// goes on without output, so that a deploy or a restore is not broken off in the middle, and ends as usual.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
  })
