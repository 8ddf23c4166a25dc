using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Syndication.Publication;

namespace Syndication.Templates;

/// <summary>The language of a page for one person: what its form or address asks for, else what the browser prefers, else the publication's.</summary>
public sealed class PageLanguages(Words words, IOptions<PublicationOptions> publication)
{
    /// <summary>The field of a form, and of an address's query, that asks for a language.</summary>
    public const string Field = "language";

    /// <summary>The language; says in <c>Vary</c> what the answer depends on.</summary>
    public string Choose(HttpContext http)
    {
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Asked(http.Request) ?? Preferred(http.Request) ?? publication.Value.Language;
    }

    private string? Asked(HttpRequest request) =>
        new[] { request.Query[Field].ToString(), ReadForm(request)?[Field].ToString() }
            .OfType<string>()
            .Select(KnownOf)
            .FirstOrDefault(known => known is not null);

    // Only what a handler has read already: a page is no reason to read a body.
    private static IFormCollection? ReadForm(HttpRequest request) => request.HttpContext.Features.Get<IFormFeature>()?.Form;

    private string? Preferred(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.Where(offer => offer.Quality is not 0)
            .OrderByDescending(offer => offer.Quality ?? 1)
            .Select(offer => KnownOf(offer.Value.ToString()))
            .FirstOrDefault(known => known is not null);

    // Compared and nothing more: the platform keeps for ever whatever tag it was asked of, and these are strangers'.
    private string? KnownOf(string tag) => tag.Length <= LanguageTag.Longest ? words.LanguageOf(tag) : null;
}
