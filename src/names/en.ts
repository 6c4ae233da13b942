/** Words of drawn names in English: how, then who. No pair of them may hurt anybody; none means a body, a belief, an origin or a party. */

export const HOW = `
  Calm Cheerful Careful Keen Kind Patient Clever Steady Honest Diligent Brave Wise Nimble Swift Sturdy
  Merry Precise Polite Loyal Sincere Creative Hopeful Adept Alert Happy Joyful Peaceful Sunny Great Reliable
  Skilful Capable Tidy Sporty Friendly Generous Mighty Witty Fair Deft Prudent Focused Earnest Eager Active
  Curious Gentle Graceful Gallant Fresh Lively Artistic Bright Bold Radiant Thankful Helpful Humble Noble Jolly
  Tactful Trusty Daring Modest
`
  .trim()
  .split(/\s+/);

export const WHO = `
  Deer Tiger Eagle Osprey Heron Swan Robin Canary Parrot Falcon Panda Koala Rabbit Gazelle Squirrel
  Zebra Giraffe Penguin Dolphin Manta Turtle Puffin Starling Kestrel Marmot Badger Lynx Hare Finch Wren
  Lotus Jasmine Tulip Orchid Daisy Dahlia Clover Maple Cedar Willow Birch Aspen Bamboo Acacia Poplar
  Laurel Juniper Linden Star Comet Rainbow Cloud Ocean Wave Coral Lake River Valley Meadow Harbour
  Pearl Emerald Amber Breeze
`
  .trim()
  .split(/\s+/);
