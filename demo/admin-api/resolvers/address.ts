import type { Address } from '../../world/types';

/** A MailingAddress. The world knows no streets and no names: those fields are null. */
export function mailingAddress(address: Address | null, id: string) {
  if (address === null) {
    return null;
  }
  const area = [address.city, address.provinceCode, address.country].filter((part) => part !== null).join(', ');
  return {
    id: `gid://shopify/MailingAddress/${id}?model_name=Address`,
    ...address,
    countryCodeV2: address.countryCode,
    formattedArea: area,
    formatted: () => [address.city, address.country],
    coordinatesValidated: false,
  };
}
