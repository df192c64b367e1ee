interface City {
  /** As its people call it, without the country. */
  readonly name: string;
  readonly alsoCalled: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Large cities and seats of companies: country, then names, the city's own first. */
const listed = `
DK København/Copenhagen/Kopenhagen/Copenhague Aarhus/Århus Odense Aalborg/Ålborg Esbjerg Kolding Vejle Randers Horsens Herning Roskilde Silkeborg
DE Berlin/Berlín München/Munich/Múnich Hamburg/Hambourg/Hamburgo Frankfurt/Francfort/Fráncfort Köln/Cologne/Colonia Stuttgart Düsseldorf Leipzig Dresden/Dresde Hannover/Hanover Nürnberg/Nuremberg Bremen/Brême Dortmund Bonn Mannheim Karlsruhe Wiesbaden Münster Augsburg Aachen Kiel Lübeck Mainz Freiburg
FR Paris/París Lyon Marseille/Marsella Toulouse Bordeaux/Burdeos Lille Nantes Strasbourg/Straßburg/Strassburg/Estrasburgo Montpellier Rennes Grenoble Dijon Rouen Reims Orléans Metz Nancy
ES Madrid Barcelona/Barcelone Sevilla/Seville/Séville Valencia/Valence Bilbao Zaragoza/Saragossa Málaga Alicante Murcia Granada Valladolid Vigo Palma
GB London/Londres Manchester Birmingham Edinburgh/Edimbourg/Edimburgo Glasgow Leeds Liverpool Bristol Cambridge Oxford Cardiff Belfast
IE Dublin/Dublín Cork
US New_York/NYC/Nueva_York Boston Chicago Seattle Baltimore San_Francisco Los_Angeles Washington Houston Dallas Atlanta Miami Denver Philadelphia Detroit Austin Redmond
CA Toronto Montréal/Montreal Vancouver Ottawa Calgary Québec
AT Wien/Vienna/Vienne/Viena Graz Linz Salzburg Innsbruck
CH Zürich/Zurich/Zúrich Genève/Geneva/Genf/Ginebra Bern/Berne/Berna Basel/Bâle/Basilea Lausanne Lugano
NL Amsterdam/Ámsterdam Rotterdam Utrecht Eindhoven
BE Bruxelles/Brussels/Brüssel/Bruselas Antwerpen/Antwerp/Anvers Gent
LU Luxembourg/Luxemburg
SE Stockholm/Estocolmo Göteborg/Gothenburg Malmö/Malmø Uppsala
NO Oslo Bergen Trondheim Stavanger
FI Helsinki Tampere Espoo
PL Warszawa/Warsaw/Warschau/Varsovie/Varsovia Kraków/Cracow/Krakau Wrocław/Breslau Gdańsk/Danzig
CZ Praha/Prague/Prag/Praga Brno
HU Budapest
RO București/Bucharest/Bukarest
BG Sofia
GR Athína/Athens/Athen/Athènes/Atenas
IT Roma/Rome/Rom Milano/Milan/Mailand/Milán Torino/Turin Napoli/Naples/Neapel Bologna Firenze/Florence/Florenz
PT Lisboa/Lisbon/Lissabon/Lisbonne Porto/Oporto
TR Istanbul/Estambul Ankara
IN Mumbai Bangalore/Bengaluru Delhi/New_Delhi Hyderabad Chennai Pune
CN Beijing/Peking/Pékin/Pekín Shanghai Shenzhen
HK Hong_Kong
JP Tokyo/Tokio Osaka
SG Singapore/Singapur/Singapour
AU Sydney/Sídney Melbourne Brisbane Perth
BR São_Paulo/Sao_Paulo Rio_de_Janeiro
MX Ciudad_de_México/Mexico_City Monterrey Guadalajara
AR Buenos_Aires
CL Santiago
CO Bogotá
PE Lima
AE Dubai/Dubái Abu_Dhabi
ZA Johannesburg Cape_Town/Kapstadt
`;

export const cities: readonly City[] = listed
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [country = '', ...names] = line.split(' ');
    return names.map((names) => {
      const [name = '', ...alsoCalled] = names.replaceAll('_', ' ').split('/');
      return { name, alsoCalled, country };
    });
  });
