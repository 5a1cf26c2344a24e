// Lint of the theme's JavaScript. Types are checked by tsc beside it, so undefined names need no rule here.
import sanitized from 'eslint-plugin-no-unsanitized';

export default [
  { ignores: ['templates/vendor/**'] },
  {
    files: ['templates/**/*.js', 'sitegen/preview/*.js'],
    plugins: { sanitized },
    languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: true },
    rules: {
      'sanitized/method': 'error',
      'sanitized/property': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-unused-vars': 'error',
      'no-redeclare': 'error',
      'no-dupe-keys': 'error',
      'no-unreachable': 'error',
      'no-cond-assign': 'error',
      'no-self-assign': 'error',
      'no-const-assign': 'error',
      'no-fallthrough': 'error',
      'no-debugger': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
];
