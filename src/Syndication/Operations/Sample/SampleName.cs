using Syndication.Publication;

namespace Syndication.Operations.Sample;

/// <summary>Names the publication after the sample, in Development, where nobody has named it.</summary>
internal static class SampleName
{
    public static void NameTheSample(this IConfigurationManager configuration)
    {
        var unnamed = new PublicationOptions();
        configuration.AddInMemoryCollection([
            .. Unless("Name", unnamed.Name, "The Harbour Courier"),
            .. Unless("Description", unnamed.Description, "News from the quay, the creek and the streets behind them."),
            .. Unless("Sender", unnamed.Sender, "The Harbour Courier <news@courier.example>"),
            .. Unless("PostalAddress", unnamed.PostalAddress, "2 Custom House Quay, Saltmere"),
        ]);

        IEnumerable<KeyValuePair<string, string?>> Unless(string key, string unset, string sample) =>
            string.Equals(configuration["Publication:" + key] ?? "", unset, StringComparison.Ordinal)
                ? [new("Publication:" + key, sample)]
                : [];
    }
}
