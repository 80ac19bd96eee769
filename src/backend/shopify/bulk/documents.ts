/** The only two mutations that ever leave the process, and the two queries that follow an operation. */

const fields =
  'id status errorCode objectCount rootObjectCount fileSize url partialDataUrl query createdAt completedAt';

/** `groupObjects: false`: quicker at Shopify; children need not follow their parent and are known by `__parentId`. */
export const startDocument = `mutation ShopscopeBulk($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: false) {
    bulkOperation { ${fields} }
    userErrors { field message code }
  }
}`;

export const cancelDocument = `mutation ShopscopeBulkCancel($id: ID!) {
  bulkOperationCancel(id: $id) {
    bulkOperation { ${fields} }
    userErrors { field message }
  }
}`;

export const oneDocument = `query ShopscopeBulk($id: ID!) { bulkOperation(id: $id) { ${fields} } }`;

/** One list for each status: an old operation that still runs may stand behind any number of newer ones that ended. */
const list = (status: string) => `${status}: bulkOperations(
    first: 25, query: "operation_type:query status:${status}"
  ) { nodes { ${fields} } }`;

export const unfinishedDocument = `query ShopscopeBulks {
  ${['created', 'running', 'canceling'].map(list).join('\n  ')}
}`;
