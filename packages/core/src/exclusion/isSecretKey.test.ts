import { describe, expect, it } from 'vitest'
import { isSecretKey } from './isSecretKey.ts'

const secrets = `
  password Password PASSWORD passWord pass_word user_password userPassword userpassword newPassword password2 oldPassword
  passwordConfirm passwordConfirmation confirmPassword repeat_password passwordHash passwd passphrase passcode pwd
  secret clientSecret client_secret CLIENT_SECRET clientsecret sharedSecret totpSecret secrets
  apiKey apikey api_key API_KEY APIKey openaiApiKey x-api-key X-API-Key apiKeys
  token Token accessToken access_token accesstoken refreshToken authToken idToken csrfToken csrf_token sessionToken
  resetToken oauth2Token accessTokens refresh_tokens
  bearer Bearer bearerToken authorization Authorization proxy-authorization authorizationCode
  credential credentials awsCredentials privateKey private_key rsaPrivateKey secretKey secretAccessKey accessKey
  encryptionKey signingKey sshKey
  cvv CVV cvv2 cvc cardCvc cardNumber card_number cardnumber creditCard credit-card creditCardNumber ccNumber
  ssn SSN socialSecurityNumber otp otpCode totp twoFactorCode securityCode recoveryCodes seedPhrase
  pin PIN newPin confirm_pin cardPin pinCode
  user[password] login.password`
  .trim()
  .split(/\s+/)

const harmless = `
  tokens tokenCount token_count maxTokens max_tokens maxToken promptTokens tokenizer tokenized tokenType nextPageToken
  pageToken cancelToken stopToken designToken accessTokenExpiresAt
  secretary secretaries secretariat secretSanta secretId isSecret
  passwordless passwordStrength passwordRules passwordUpdatedAt showPassword isPasswordVisible hasPassword
  rememberPassword pass passes passenger compass bypass boardingPass passage
  pinned pins mapPin pushPin pin1 gpioPin pinCount pincode spin pinecone opinion shopping
  author authored authors authority auth authenticated isAuthenticated authorizationStatus
  key keys keyboard keyword keynote monkey turkey primaryKey publicKey public_key cacheKey shortcutKey accessKeyId keyPath
  card cards cardTitle discard dashboard code codes postalCode zipCode countryCode codec barcode
  phrase phrases credentialType credentialId cvs social socialLinks
  text title name id value number secretion __proto__ constructor toString 0 17 $ _`
  .trim()
  .split(/\s+/)

describe('isSecretKey', () => {
  it.each(secrets)('takes %s for a secret', (key) => {
    expect(isSecretKey(key)).toBe(true)
    expect(isSecretKey(key)).toBe(true)
  })

  it.each(harmless)('leaves %s alone', (key) => {
    expect(isSecretKey(key)).toBe(false)
    expect(isSecretKey(key)).toBe(false)
  })

  it('reads names with spaces, and an empty one', () => {
    expect(isSecretKey('API key')).toBe(true)
    expect(isSecretKey('Your new password')).toBe(true)
    expect(isSecretKey('')).toBe(false)
  })

  it('answers the same after thousands of other keys', () => {
    for (let index = 0; index < 5_000; index += 1) expect(isSecretKey(`entry-${index}`)).toBe(false)
    expect(isSecretKey('password')).toBe(true)
    expect(isSecretKey('tokens')).toBe(false)
  })
})
