/* In which language is it written?  Short words tell. */
#include <string.h>

#include "plausibility.h"

/* Words that are met in nearly every sentence, by the rows of alphabets.c. */
static const char *const words[LATIN_ALPHABETS] = {
    "de het een van en op te dat die is voor met zijn niet aan er om ook als bij of uit naar dan "
    "door over wordt worden kan deze dit heeft hebben maar nog wel geen meer wij zij moet "
    "the and to that for with are was not this from have has be by which you or an it at as if",
    "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an "
    "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum "
    "war haben nur oder aber vor zur bis mehr durch man wir ich wenn",
    "le la les de des et en un une du que qui dans est pour par sur pas au plus ne se ce il sont "
    "avec son aux ou être cette ont ses mais comme nous vous leur elle été ces sans deux",
    "el la los las de que en un una por con para es del se no al lo como más su sus pero este esta "
    "son está fue también ha muy amb els les per dels és aquest",
    "os as de do da dos das que em um uma para com por no na nos nas não se mais ao como mas foi "
    "ser são pela pelo ou seu sua está",
    "il lo la gli le di del della dei delle che in un una per con non si da dal nel nella sono "
    "come più anche ma alla al questo questa ha suo",
    "og det at en den til er som på de med for av af ikke der var jeg har et om men vi kan fra så "
    "ble blev skal være eller hun han seg sig hvor hvordan hvorfor etter efter når må",
    "och att det som en på är av för med den till inte om ett han men var jag sig från vi så kan "
    "när år har hon eller under efter vid ja on ei se että hän oli joka mutta kun niin ovat myös "
    "tai",
    "og að er sem það til um við en með hann var ekki af fyrir hún eru því frá eða þá ég tað ikki",
    "an na ar agus is go sa ag le bhí mar ní yn ac mae yr wedi ei bod oedd am gan",
    "na do się nie to jest że od po za przez jak dla co ale czy są być jego który oraz tylko może "
    "już jej tym nas",
    "se na je že do to ve by ale pro jsou si jako po které tak nebo při byl za která jeho od také "
    "není když který",
    "sa na je že do to aj vo by ale pre sú si ako po ktoré tak alebo pri bol za ktorá jeho od jej "
    "nie čo tiež ktorý",
    "az és hogy nem is egy ez van meg de már csak volt el mint vagy ha még lehet kell azt sem "
    "minden ki be nagy után",
    "de și în la cu pe nu din că un se este care mai pentru sau sunt au ca lui prin dar fi fost "
    "cum al ale",
    "je se na da su za od kao koji iz nije što do bi ali po te ili koja samo može biti in so ki pa "
    "tudi ne kot bo še lahko kako",
    "ja on ei et see kui oma mis ka või aga oli mida siis nii tema selle kes seda ning ole veel",
    "un ir ar no par uz kas tas bet ka pie kā lai pēc vai tika ko nav bija to arī šo ja",
    "ir kad su iš yra tai kaip bet apie buvo nuo per arba dėl jau ne tik ar po už",
    "ve bir bu için ile de da olan olarak daha çok en gibi kadar ne ama var sonra her olduğu və",
    "il ta li hija minn dan għal ma kien të në dhe një me për që nga është si ka la kaj de en "
    "estas al ne por",
    "và của là có trong không được cho các một với người những để này từ đã khi về như",
};

static uint32_t hash_of(struct keur_text word)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < word.length; i++)
        hash = (hash ^ (unsigned char)word.bytes[i]) * 16777619u;
    return hash == 0 ? 1 : hash;
}

static size_t slot_of(const struct word_index *index, uint32_t hash)
{
    size_t slot = hash % WORD_SLOTS;
    while (index->slots[slot].hash != 0 && index->slots[slot].hash != hash)
        slot = (slot + 1) % WORD_SLOTS;
    return slot;
}

void word_index_fill(struct word_index *index)
{
    for (size_t language = 0; language < LATIN_ALPHABETS; language++)
        for (const char *at = words[language]; *at != '\0'; at += *at == ' ') {
            size_t length = strcspn(at, " ");
            uint32_t hash = hash_of((struct keur_text){at, length});
            struct word_entry *entry = &index->slots[slot_of(index, hash)];
            entry->hash = hash;
            entry->languages |= UINT32_C(1) << language;
            at += length;
        }
}

/* The word at `at` in small letters, as far as it may be one of ours; where it ends. */
static size_t read_word(struct keur_text text, size_t at, size_t end, char *bytes, size_t *length)
{
    *length = 0;
    uint32_t character;
    while (at < end) {
        size_t bytes_here = keur_decode(text, at, &character);
        if (!is_letter(character))
            break;
        if (*length + UTF8_MOST <= WORD_MOST) {
            character = character < 0x80 ? character | 0x20 : small_letter(character);
            *length += character_write(character, bytes + *length);
        } else {
            *length = WORD_MOST + 1; /* none of ours is so long */
        }
        at += bytes_here;
    }
    return at;
}

void ballot_add(struct ballot *ballot, const struct word_index *index, struct keur_text text,
                struct keur_span part)
{
    char bytes[WORD_MOST + UTF8_MOST];
    uint32_t character;
    size_t length;
    for (size_t at = part.begin; at < part.end;) {
        size_t end = read_word(text, at, part.end, bytes, &length);
        if (length > 1 && length <= WORD_MOST) {
            size_t slot = slot_of(index, hash_of((struct keur_text){bytes, length}));
            uint32_t languages = index->slots[slot].languages;
            for (int language = 0; languages != 0; language++, languages >>= 1)
                ballot->votes[language] += languages & 1;
        }
        at = end > at ? end : at + keur_decode(text, at, &character);
    }
}

uint32_t ballot_winners(const struct ballot *ballot, unsigned least)
{
    unsigned most = least;
    uint32_t winners = 0;
    for (int language = 0; language < LATIN_ALPHABETS; language++)
        most = ballot->votes[language] > most ? ballot->votes[language] : most;
    for (int language = 0; language < LATIN_ALPHABETS; language++)
        if (ballot->votes[language] == most)
            winners |= UINT32_C(1) << language;
    return winners;
}
