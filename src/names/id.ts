/** Words of drawn names in Bahasa Indonesia: who, then how. No pair of them may hurt anybody; none means a body, a belief, an origin or a party. */

export const WHO = `
  Rusa Harimau Elang Merak Bangau Camar Merpati Kenari Pipit Nuri Rajawali Panda Koala Kelinci Kijang
  Tupai Zebra Jerapah Penguin Lumba Hiu Pari Penyu Kakatua Jalak Murai Maleo Kasuari Anoa Komodo
  Teratai Melati Mawar Anggrek Kenanga Cempaka Dahlia Tulip Lavender Seroja Cemara Pinus Jati Meranti Trembesi
  Bambu Akasia Mahoni Kemiri Salak Delima Matoa Sirsak Bintang Komet Pelangi Awan Samudra Ombak Karang
  Danau Pantai Kebun Telaga Mutiara Zamrud
`
  .trim()
  .split(/\s+/);

export const HOW = `
  Tenang Ceria Cermat Tekun Ramah Sabar Cerdas Gigih Jujur Rajin Berani Bijak Lincah Sigap Tangguh
  Riang Teliti Santun Setia Tulus Kreatif Mandiri Optimis Cekatan Tanggap Gembira Bahagia Damai Cerah Hebat
  Andal Unggul Mahir Cakap Luwes Rapi Sopan Sportif Kompak Periang Penyabar Dermawan Perkasa Jenaka Arif
  Adil Teguh Kukuh Cerlang Fokus Santai Antusias Aktif Terampil Waspada Takzim Anggun Gagah Sejuk Semangat
  Inovatif Bernas Ulet Berseri
`
  .trim()
  .split(/\s+/);
