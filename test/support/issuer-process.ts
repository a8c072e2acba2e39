// A real OpenID provider as a process of its own: node issuer-process.ts PORT REDIRECT_URI. Whoever
// types a name is that subject.
// @ts-expect-error the provider comes without types
import { Provider } from 'oidc-provider';

const [port = '', redirectUri = ''] = process.argv.slice(2);
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'oneroof',
      client_secret: 'a secret that the issuer and we know',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  cookies: { keys: ['a key of a test'] },
  pkce: { required: () => true },
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
