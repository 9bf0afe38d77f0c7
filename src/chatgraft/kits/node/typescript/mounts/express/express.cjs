/** The same for apps whose modules are CommonJS: `app.use(chatkit())`. Until the chat is loaded requests wait for it. */
'use strict';

const console = require('node:console');

const loading = import('./express.mjs').then((module) => module.chatkit);
// Jest imports no ES modules: there the app is tested as if the chat were not there.
loading.catch((error) => {
  if (!error.code?.startsWith('ERR_VM_')) console.error('The chat cannot be loaded:', error);
});

/** A middleware that is made when the chat is loaded; where it cannot be, requests go on as if it were not there. */
function later(make) {
  const made = loading.then(make);
  made.catch(() => undefined);
  return (request, response, next) => {
    made.then(
      (middleware) => middleware(request, response, next),
      () => next(),
    );
  };
}

const chatkit = () => later((loaded) => loaded());
chatkit.body = () => later((loaded) => loaded.body());

module.exports = chatkit;
module.exports.chatkit = chatkit;
