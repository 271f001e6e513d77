// For scripts that print to standard output. The reader of a pipe, such as `head`, may leave before the end. The script then goes on
// without output and ends as usual, because a deploy or a restore must not be broken off in the middle.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
  })
