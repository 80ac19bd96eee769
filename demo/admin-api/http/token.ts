import { z } from 'zod';
import type { Shop } from '../shop';
import type { Switches } from '../switches';
import { parseJson } from './body';
import { json, type Reply } from './reply';

const grant = z.object({ grant_type: z.string(), client_id: z.string(), client_secret: z.string() });

/** `POST /admin/oauth/access_token` with `grant_type=client_credentials`, as a form or as JSON. */
export function grantToken(shop: Shop, text: string, contentType: string, switches: Switches): Reply {
  const fields: unknown = contentType.includes('json')
    ? parseJson(text)
    : Object.fromEntries(new URLSearchParams(text));
  const request = grant.safeParse(fields);
  if (!request.success) {
    return refused(
      switches,
      'invalid_request',
      'Missing or invalid parameter: grant_type, client_id and client_secret are required.'
    );
  }
  const { grant_type: type, client_id: id, client_secret: secret } = request.data;
  if (type !== 'client_credentials') {
    return refused(switches, 'unsupported_grant_type', 'Grant type must be client_credentials.');
  }
  const session = shop.appOf(id);
  if (session?.app.clientSecret !== secret) {
    return refused(switches, 'invalid_client', 'Client authentication failed.');
  }
  if (session.app.permitted === false) {
    return refused(switches, 'shop_not_permitted', 'Client credentials cannot be performed on this shop.');
  }
  if (session.app.installed === false) {
    return refused(switches, 'app_not_installed', 'The app is not installed on this shop.');
  }
  return json(200, {
    access_token: shop.issueToken(session, switches.tokenLifetime),
    scope: [...session.scopes].join(','),
    expires_in: switches.tokenLifetime,
  });
}

function refused(switches: Switches, error: string, description: string): Reply {
  return switches.grantErrors === 'json'
    ? json(400, { error, error_description: description })
    : { status: 400, body: `Oauth error ${error}: ${description}`, type: 'text' };
}
