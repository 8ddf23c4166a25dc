using System.CommandLine;
using Syndication.Publication;

namespace Syndication.Operations.Verbs;

/// <summary>A section's slug on the command line, checked before anything runs.</summary>
internal static class SectionArgument
{
    /// <summary>The argument of that name.</summary>
    public static Argument<string> Create(string name = "slug")
    {
        var slug = new Argument<string>(name) { Description = "Its name in addresses: lower-case letters, digits, single hyphens." };
        slug.Validators.Add(result =>
        {
            if (!Slug.IsValid(result.GetValueOrDefault<string>()))
                result.AddError(
                    $"'{result.GetValueOrDefault<string>()}' is not a slug: lower-case letters and digits joined by single hyphens, at most {Slug.MaxLength} characters."
                );
        });
        return slug;
    }
}
