/** What a key must contain to be looked at closely; nearly all keys end here. */
const SUSPICIOUS =
  /pass|pwd|secret|token|key|bearer|authori[sz]|credential|cv[vc]|card|ssn|social|otp|pin|code|phrase|cc.?n/i

/** Names of secrets, in one word. Which word of a key is its name is for `nameOf` to say. */
const SECRET_NAMES = new Set(
  `password passwd passphrase passcode pwd secret token bearer authorization authorisation credential credentials
  apikey privatekey secretkey accesskey encryptionkey decryptionkey signingkey masterkey sshkey authkey
  accesstokens refreshtokens authtokens apitokens bearertokens sessiontokens idtokens passwords passphrases secrets
  apikeys privatekeys secretkeys accesskeys cvv cvc cardnumber cardno ccnumber creditcard creditcards debitcard ssn
  socialsecurity socialsecuritynumber otp totp securitycode verificationcode authorizationcode authcode otpcode totpcode
  mfacode 2facode twofactorcode onetimecode recoverycode recoverycodes backupcode backupcodes seedphrase recoveryphrase
  secretphrase backupphrase`.split(/\s+/),
)

/** Run together in small letters: `userpassword`, `clientsecret`, `accesstoken`. */
const SECRET_ENDING =
  /(password|passwd|passphrase|secret|(access|refresh|auth|api|bearer|session|csrf|id)token|apikey)$/

/** `passwordConfirmation` and `newPassword2` are passwords; `passwordStrength` is a strength. */
const QUALIFIERS = new Set(
  'confirm confirmation repeat again verify value text plain raw input hash new old v'.split(' '),
)

/** `showPassword`, `hasToken`: a yes or no about the secret, not the secret. */
const FLAGS = new Set(
  `is has had show hide needs requires use uses can should must allow allows enable disable forgot remember save toggle
  with without no`.split(/\s+/),
)

/** Tokens that are a place in a list, a word of a language, a limit. */
const HARMLESS_TOKENS = new Set(
  'page continuation cancel cancellation cursor stop start end bos eos pad unk mask sep max min design color'.split(
    ' ',
  ),
)

/** A pin holds a note to a board and a chip to its own: only by itself, or somebody's, is it a number to know. */
const SECRET_PIN = /^(new|old|current|confirm|repeat|enter|my|your|user|card|account|login|security|device)*pin(code)?$/

/** Of suspicious names an app's code has a few; a dictionary's keys may be thousands. */
const MEMO_LIMIT = 1_024
const memo = new Map<string, boolean>()

/**
 * Whether a member's name says that its value is a secret: a password, a key to a service, a card's number.
 *
 * A name is read as words (`clientSecret`, `client_secret`, `CLIENT-SECRET`), and its last word says what it is:
 * `resetToken` is a token, `tokenCount` is a count.
 */
export function isSecretKey(key: string): boolean {
  return SUSPICIOUS.test(key) && isKnownSecret(key)
}

function isKnownSecret(key: string): boolean {
  const known = memo.get(key)
  if (known !== undefined) return known
  if (memo.size >= MEMO_LIMIT) memo.clear()
  const isSecret = looksSecret(key)
  memo.set(key, isSecret)
  return isSecret
}

function looksSecret(key: string): boolean {
  const words = wordsOf(key)
  if (FLAGS.has(words[0] ?? '')) return false
  // `pincode`, in one word, is a postal code in India; `pin1` is a foot of a chip.
  if (words.at(-1) === 'pin' || (words.at(-2) === 'pin' && words.at(-1) === 'code')) {
    return SECRET_PIN.test(words.join(''))
  }
  const name = nameOf(words)
  if (name.at(-1) === 'token' && HARMLESS_TOKENS.has(name.at(-2) ?? '')) return false
  return name.some((_, index) => SECRET_NAMES.has(name.slice(index).join(''))) || SECRET_ENDING.test(name.at(-1) ?? '')
}

/** `APIKey2` is `api key 2`. */
function wordsOf(key: string): string[] {
  return key.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Nd}+/gu)?.map((word) => word.toLowerCase()) ?? []
}

/** The words without what only says which one: numbers and qualifiers at the end. */
function nameOf(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !QUALIFIERS.has(word) && !/^\p{Nd}+$/u.test(word))
  return words.slice(0, last + 1)
}
