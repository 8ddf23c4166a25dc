using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Ingest.Sources;

/// <summary>Checks <see cref="SourcesOptions"/> before the host listens: one fault per line, with key, value and rule, never a password.</summary>
public sealed class SourcesOptionsValidator : IValidateOptions<SourcesOptions>
{
    private const int LongestName = 100;
    private const int LongestAddress = 2000;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var faults = new List<string>();
        var pull = options.Pull;
        Between(faults, "Ingest:Pull:Shortest", pull.Shortest, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Between(faults, "Ingest:Pull:Longest", pull.Longest, TimeSpan.FromHours(1), TimeSpan.FromDays(7));
        Between(faults, "Ingest:Pull:Connections", pull.Connections, 1, 1000);
        Between(faults, "Ingest:Pull:ConnectionsPerHost", pull.ConnectionsPerHost, 1, 10);
        Between(faults, "Ingest:Pull:HostGap", pull.HostGap, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        if (pull.Longest < pull.Shortest)
            faults.Add($"Ingest:Pull:Longest: '{pull.Longest}' is less than Ingest:Pull:Shortest.");
        foreach (var (index, source) in options.Sources.Index())
            Check(faults, string.Create(CultureInfo.InvariantCulture, $"Ingest:Sources:{index}"), source);
        foreach (var twice in options.Sources.GroupBy(Source.KeyOf, StringComparer.Ordinal).Where(group => group.Count() > 1))
            faults.Add($"Ingest:Sources: '{NameOf(twice.First())}' stands there {twice.Count()} times; give each a Name of its own.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Check(List<string> faults, string key, SourceOptions source)
    {
        if (!Enum.IsDefined(source.Kind))
            faults.Add($"{key}:Kind: '{source.Kind}' is not one of {string.Join(", ", Enum.GetNames<SourceKind>())}.");
        if (source.Name.Length > LongestName || source.Name.Any(char.IsControl) || source.Name.Trim() != source.Name)
            faults.Add($"{key}:Name: '{source.Name}' is not at most {LongestName} characters without line breaks or spaces around them.");
        if (
            source.Address.Length > LongestAddress
            || !Uri.TryCreate(source.Address, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        )
            faults.Add($"{key}:Address: '{Shown(source.Address)}' is not an absolute http(s) address.");
        else if (address.UserInfo.Length > 0)
            // Under the source's key, so that nobody adds the value to the line.
            faults.Add($"{key}: its Address has a name or a password in it, which would be sent in clear text and shown.");
        CheckAuthorization(faults, key, source);
        if (source.Section.Length > 0 && !Slug.IsValid(source.Section))
            faults.Add($"{key}:Section: '{source.Section}' is not a section's slug, such as observation-post.");
        if (source.Every is { } every)
            Between(faults, key + ":Every", every, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
    }

    // Its value is said nowhere.
    private static void CheckAuthorization(List<string> faults, string key, SourceOptions source)
    {
        if (source.Authorization.Length == 0)
            return;
        if (!AuthenticationHeaderValue.TryParse(source.Authorization, out var said) || said.Parameter is null)
            faults.Add($"{key}:Authorization: it is not a scheme and what it asks for, such as 'Bearer' and a token.");
        if (Uri.TryCreate(source.Address, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
            faults.Add($"{key}:Authorization: it would be sent in clear text; the Address has to begin with https.");
    }

    private static void Between<T>(List<string> faults, string key, T value, T least, T most)
        where T : struct, IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{key}: '{value}' is not between {least} and {most}."));
    }

    private static string NameOf(SourceOptions source) => source.Name.Length > 0 ? source.Name : Shown(source.Address);

    // Queries of feeds' addresses hold keys.
    private static string Shown(string address) => address.Split('?')[0];
}
