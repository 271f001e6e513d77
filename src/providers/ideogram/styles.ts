// The style types and style presets of Ideogram 3.0, from the published contract of Ideogram's v2 API.

/** `custom` is left out, because it needs a model that the caller has trained. */
export const STYLE_TYPES: readonly string[] = ['auto', 'general', 'realistic', 'design', 'fiction', 'stylized']

export const STYLE_PRESETS: readonly string[] = (
  '80s_illustration 90s_nostalgia abstract_organic analog_nostalgia art_brut art_deco art_poster aura avant_garde bauhaus blueprint ' +
  'blurry_motion bright_art c4d_cartoon childrens_book collage coloring_book_i coloring_book_ii cubism dark_aura doodle ' +
  'double_exposure dramatic_cinema editorial emotional_minimal ethereal_party expired_film flat_art flat_vector forest_reverie ' +
  'geo_minimalist glass_prism golden_hour graffiti_i graffiti_ii halftone_print high_contrast hippie_era iconic japandi_fusion jazzy ' +
  'long_exposure magazine_editorial minimal_illustration mixed_media monochrome nightlife oil_painting old_cartoons paint_gesture ' +
  'pop_art retro_etching riviera_pop spotlight_80s stylized_red surreal_collage travel_poster vintage_geo vintage_poster watercolor ' +
  'weird woodblock_print'
).split(' ')
