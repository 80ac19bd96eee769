import { beyond } from './beyond';
import { customers } from './customers';
import { orders } from './orders';
import { products } from './products';
import type { Chapter } from './recipe';
import { sales } from './sales';
import { trouble } from './trouble';

/** Thirty questions, in the order of the page. */
export const chapters: readonly Chapter[] = [sales, customers, products, orders, trouble, beyond];
export const recipes = chapters.flatMap((chapter) => chapter.recipes);
