import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules", "chatgraft-chatkit.d.ts"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.test.json" } },
    rules: {
      // Index signatures are read with brackets, as tsc's noPropertyAccessFromIndexSignature has it elsewhere.
      "@typescript-eslint/dot-notation": "off",
      // Empty strings from servers and pages mean "none" as much as null does.
      "@typescript-eslint/prefer-nullish-coalescing": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  // A scripted answer is an async generator whether or not it waits for anything.
  { files: ["test/**"], rules: { "@typescript-eslint/require-await": "off" } },
  { files: ["**/*.js", "**/*.mjs"], extends: [tseslint.configs.disableTypeChecked] },
);
