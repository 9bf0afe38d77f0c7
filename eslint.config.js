import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Globals that are taken for variables of one's own; said as `window.location` they are not. */
const CONFUSING =
  /^(location|history|name|event|open|close|stop|find|print|status|parent|top|self|screen\w*|scroll\w*|inner\w+|outer\w+)$/;

// The rooms of the Node kit: none imports from one before it.
const ROOMS = ['answers', 'attached', 'running', 'http', 'site-search', 'stores'];

export default ts.config(
  {
    // The generated variants are checked by comparing them with a fresh build; the element has a toolchain of its own.
    ignores: [
      'element/**',
      'src/chatgraft/kits/widget/{html,javascript}/**',
      'src/chatgraft/kits/widget/mounts/**/*.js',
      'src/chatgraft/kits/node/javascript/**',
      'src/chatgraft/kits/widget/typescript/kit/selfhosted/**',
      '!src/chatgraft/kits/widget/typescript/**/*.{ts,tsx}',
      '.venv/**',
      '**/dist/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked, hooks.configs.flat['recommended-latest']],
    languageOptions: { parserOptions: { projectService: true } },
  },
  {
    files: ['src/chatgraft/kits/widget/**'],
    rules: {
      'no-duplicate-imports': 'error',
      // Rules of eslint-config-react-app, with which Create React App and Gatsby compile.
      'default-case': 'error',
      'no-restricted-globals': ['error', ...Object.keys(globals.browser).filter((name) => CONFUSING.test(name))],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MethodDefinition > PrivateIdentifier.key',
          message: "Use a private field that holds a function: Gatsby's Babel cannot read private methods.",
        },
      ],
    },
  },
  {
    files: ['src/chatgraft/kits/node/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: 'test', package: 'node:test' }] },
      ],
    },
  },
  ...ROOMS.map((room, place) => ({
    files: [`src/chatgraft/kits/node/typescript/chatkit-kit/${room}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: ROOMS.slice(0, place).map((above) => `**/${above}/*`) }] },
  })),
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
);
