using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>Words outside the templates, in the publication's language: these pages are the same for everybody.</summary>
internal sealed class PageWords(Words words, IOptions<PublicationOptions> publication)
{
    /// <inheritdoc cref="Words.Say(string, string, ValueTuple{string, object}[])"/>
    public string Say(string key, params (string Name, object? Value)[] values) => words.Say(publication.Value.Language, key, values);
}
