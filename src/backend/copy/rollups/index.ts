/** Figures worked out from the rows of a copy, and kept right with them: in the same transaction, by what changed. */
export { Cells, type Products } from './contributions';
export { addCustomers, takeCustomers } from './customers';
export { addCells, cellsOf, dropEmptyCells, loadProducts } from './daily-sales';
export { dimensions, lineDimensions, orderDimensions, type Dimension } from './dimensions';
export { families, idLists, loadFamilies, type Family } from './family';
export { addHoursOf, addMinutes, addOrderHours, hourAt, isOnline } from './order-hours';
export { rebuildIn, rebuildRollups } from './rebuild';
export { Waits } from './waits';
export { addStock, stockDays } from './stock';
