using Syndication.Ingest.Formats;

namespace Syndication.Tests.Ingest.Formats;

/// <summary>Lines as wires write them, each with its authors and, in brackets, their roles.</summary>
public sealed class BylineTests
{
    [Theory]
    [InlineData("By Ada Quill and Ben Nib", "Ada Quill; Ben Nib")]
    [InlineData("BY ADA QUILL AND BEN NIB", "ADA QUILL; BEN NIB")]
    [InlineData("By Ada Quill, Ben Nib, and Cara Ink", "Ada Quill; Ben Nib; Cara Ink")]
    [InlineData("By Ada Quill & Ben Nib, Associated Press", "Ada Quill; Ben Nib (Associated Press)")]
    [InlineData("Karl Melander/TT", "Karl Melander (TT)")]
    [InlineData("Paulo Santalucia and Frances d'Emilio", "Paulo Santalucia; Frances d'Emilio")]
    [InlineData("Von Christian Hollmann, dpa", "Christian Hollmann (dpa)")]
    [InlineData("Von: Hannah Weiß", "Hannah Weiß")]
    [InlineData("VON ANNA WEBER", "ANNA WEBER")]
    [InlineData("Von Anna-Lena Müller und Jörg Weiß, Berlin", "Anna-Lena Müller; Jörg Weiß (Berlin)")]
    [InlineData("Von Anna Weber und von Jan Kurz", "Anna Weber; Jan Kurz")]
    [InlineData("Von Ursula von der Leyen", "Ursula von der Leyen")]
    [InlineData("Von dpa", "dpa")]
    [InlineData("Von AFP und Reuters", "AFP; Reuters")]
    [InlineData("Von unserem Korrespondenten in Wien", "unserem Korrespondenten in Wien")]
    [InlineData("Por María Pérez y Juan Gómez", "María Pérez; Juan Gómez")]
    [InlineData("J. M. Pérez y A. Gómez, Madrid", "J. M. Pérez; A. Gómez (Madrid)")]
    [InlineData("Par Pierre Dupont et Lucie Martin, AFP", "Pierre Dupont; Lucie Martin (AFP)")]
    [InlineData("Di Mario Rossi e Luca Bianchi", "Mario Rossi; Luca Bianchi")]
    [InlineData("di Lucia De Santis", "Lucia De Santis")]
    [InlineData("Por Ana Silva e Rui de Sousa", "Ana Silva; Rui de Sousa")]
    [InlineData("Ana Silva, Rui Costa e João Melo", "Ana Silva; Rui Costa; João Melo")]
    [InlineData("Door Jan de Vries en Piet van Dam", "Jan de Vries; Piet van Dam")]
    [InlineData("Door Femke Bos en Kees 't Hart, ANP", "Femke Bos; Kees 't Hart (ANP)")]
    [InlineData("Av Karin Ek och Lars Hol", "Karin Ek; Lars Hol")]
    [InlineData("Trond Husø, The Anti-Doping Database", "Trond Husø (The Anti-Doping Database)")]
    public void Each_of_several_is_an_author_and_what_follows_the_last_a_role(string line, string authors) => AssertRead(line, authors);

    [Theory]
    [InlineData("By Robert E Lee", "Robert E Lee")]
    [InlineData("By Maria Y Chen Lopez", "Maria Y Chen Lopez")]
    [InlineData("BY JOHN E VAN DORN", "JOHN E VAN DORN")]
    [InlineData("By Og Mandino", "Og Mandino")]
    [InlineData("Von Miller", "Von Miller")]
    [InlineData("VON MILLER", "VON MILLER")]
    [InlineData("Von Miller Jr.", "Von Miller Jr")]
    [InlineData("Von Miller, Denver", "Von Miller (Denver)")]
    [InlineData("By Von Miller and Derrick Henry", "Von Miller; Derrick Henry")]
    [InlineData("Von Miller and Derrick Henry", "Von Miller; Derrick Henry")]
    [InlineData("von der Leyen", "von der Leyen")]
    [InlineData("José Ortega y Gasset", "José Ortega y Gasset")]
    [InlineData("José Ortega y Gasset (EFE)", "José Ortega y Gasset (EFE)")]
    [InlineData("José Ortega y Gasset para El País", "José Ortega y Gasset para El País")]
    [InlineData("Por Santiago Ramón y Cajal, EFE", "Santiago Ramón y Cajal (EFE)")]
    [InlineData("Por José Ortega y Gasset y Ana Gómez", "José Ortega y Gasset; Ana Gómez")]
    [InlineData("Por Pedro Ruiz en Bruselas", "Pedro Ruiz en Bruselas")]
    [InlineData("António Costa e Silva", "António Costa e Silva")]
    [InlineData("Di Stefano", "Di Stefano")]
    [InlineData("Di Stefano, ANSA", "Di Stefano (ANSA)")]
    [InlineData("Alfredo Di Stefano", "Alfredo Di Stefano")]
    [InlineData("Ángel Di María e Luca Bianchi", "Ángel Di María; Luca Bianchi")]
    [InlineData("Par Valérie Giscard d’Estaing", "Valérie Giscard d’Estaing")]
    public void Initials_particles_and_joined_surnames_stay_in_the_name(string line, string authors) => AssertRead(line, authors);

    private static void AssertRead(string line, string authors) =>
        Assert.Equal(
            authors,
            string.Join("; ", Bylines.Authors(line).Select(one => one.Role is null ? one.Name : $"{one.Name} ({one.Role})"))
        );
}
