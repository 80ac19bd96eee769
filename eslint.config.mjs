import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import grafana from './.config/eslint.config.mjs';

const screens = [
  'src/app/**/*.{ts,tsx}',
  'src/datasource/**/*.{ts,tsx}',
  'src/shims/**/*.ts',
  'src/module.tsx',
  'demo/preview/**/*.{ts,tsx}',
];

export default defineConfig(
  globalIgnores([
    '**/dist*/',
    '.config/',
    'artifacts/',
    'storefront/built/',
    'src/backend/grafana/gen/',
    'src/backend/shopify/schema/data-*.ts',
  ]),
  // JSX goes through react/jsx-runtime (our shim in the bundles), which needs no React in scope.
  { files: screens, extends: [grafana], rules: { 'react/react-in-jsx-scope': 'off' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: null, projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/array-type': ['error', { default: 'array-simple' }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `record['key']` says that the key is data, `record.key` that it is part of the shape.
      '@typescript-eslint/dot-notation': 'off',
      // Overflows the stack on recursive types (typescript-eslint 8.73.0).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
    },
  },
  { files: screens, rules: { 'no-console': 'error' } },
  { files: ['**/*.test.{ts,tsx}', 'tests/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], extends: [tseslint.configs.disableTypeChecked] },
  prettier
);
