/** The same for apps whose modules are CommonJS: `app.use(chatkit())`. Until the chat is loaded requests wait for it. */
'use strict';

const console = require('node:console');

function chatkit() {
  const loading = import('./express.mjs').then((module) => module.chatkit());
  loading.catch((error) => console.error('The chat cannot be loaded:', error));
  return (request, response, next) => {
    loading.then(
      (middleware) => middleware(request, response, next),
      () => next(),
    );
  };
}

module.exports = chatkit;
module.exports.chatkit = chatkit;
