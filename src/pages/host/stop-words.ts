/** Words that every text has, in both languages; a word cloud leaves them out. */
const INDONESIAN = `
  ada adalah adanya agar akan aku anda antara apa apabila apakah atas atau bagaimana bagi bahkan bahwa baik banyak
  beberapa begitu belum berapa bila bisa boleh bukan cara cukup dalam dan dapat dari daripada demi dengan di dia
  dimana diri dua hal hanya hari harus hingga ia ingin ini itu jadi jangan jika juga kalau kali kami kamu karena ke
  kembali kepada ketika kita lagi lain lalu lebih maka masih masing mau melalui memang mereka mungkin namun nya oleh
  pada para perlu pernah pun saat saja saling sama sambil sampai sangat satu saya sebagai sebelum sebuah secara
  sedang sehingga sejak sekali selalu selama semua seperti serta sesuai setelah setiap si suatu sudah supaya tak
  tanpa tapi telah tentang terhadap terlalu tersebut tetapi tiap tidak untuk waktu walau ya yaitu yakni yang
`;

const ENGLISH = `
  a about after again all also am an and any are as at be because been before being both but by can can't could did
  do does doing don't down during each else even every few for from further get had has have having he her here hers
  him his how i i'm if in into is it it's its itself just like may me might more most much must my no nor not of off
  on once one only or other our ours out over own same she should so some such than that the their theirs them then
  there these they this those through to too under until up us very was we were what when where which while who whom
  why will with would you your yours
`;

export const STOP_WORDS: ReadonlySet<string> = new Set(`${INDONESIAN} ${ENGLISH}`.trim().split(/\s+/));
