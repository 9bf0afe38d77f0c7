const http = require('http');

const service = 'http://127.0.0.1:8001';

/** Passes the chat on to its service while you develop: `react-scripts start` loads this file by its name. */
module.exports = function setupProxy(app) {
  app.use('/chatkit', (request, response) => {
    const { method, headers, originalUrl } = request;
    const passed = http.request(service + originalUrl, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
    });
    passed.on('error', () => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });
};
