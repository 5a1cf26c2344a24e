export { keep, recall } from './saved.js';
