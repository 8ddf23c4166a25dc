using System.Globalization;
using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>The languages that a reader can choose: those that there are words in.</summary>
internal sealed class LanguageChoices(Words words)
{
    /// <summary>The model of <c>parts/language-field</c>; a language that was chosen elsewhere (a newsroom's list) is kept among them.</summary>
    public object Model(string chosen)
    {
        var known = words.Languages.Contains(chosen, StringComparer.OrdinalIgnoreCase);
        return new
        {
            field = PageLanguages.Field,
            choices = (known ? words.Languages : [.. words.Languages, chosen])
                .Select(tag => new
                {
                    value = tag,
                    label = CultureInfo.GetCultureInfo(tag).NativeName,
                    selected = string.Equals(tag, chosen, StringComparison.OrdinalIgnoreCase),
                })
                .ToList(),
        };
    }
}
