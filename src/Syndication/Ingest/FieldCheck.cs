using System.Globalization;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest;

/// <summary>Checks single fields of one document, and gathers what is wrong and what was put right.</summary>
internal sealed class FieldCheck(IEnumerable<Fault> earlier)
{
    // Before tags and entities are taken out a text may be longer than its limit, but not without end: cleaning costs time.
    private const int MostSent = 20_000;

    private readonly List<Fault> faults = [.. earlier];
    private readonly List<string> cleaned = [];

    /// <summary>All faults so far.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>What was put right so far.</summary>
    public IReadOnlyList<string> Cleaned => cleaned;

    /// <summary>Whether the field already has a fault: one is enough.</summary>
    public bool HasFault(string field) => faults.Exists(fault => fault.Field == field);

    /// <summary>Notes a fault.</summary>
    public void Add(string field, string? value, string rule) => faults.Add(new Fault(field, value, rule));

    /// <summary>Notes what was put right.</summary>
    public void Clean(string field, string what) => cleaned.Add($"{field}: {what}");

    /// <summary>Plain text, cleaned.</summary>
    public string? Text(string field, string? value, int longest)
    {
        if (value is null)
            return null;
        if (value.Length > MostSent)
        {
            Add(field, value, $"at most {longest} characters, got {value.Length}");
            return value;
        }

        var text = PlainField.Clean(value, out var changes);
        foreach (var change in changes)
            Clean(field, change);
        if (text.Length > longest)
            Add(field, text, $"at most {longest} characters, got {text.Length}");
        return text;
    }

    /// <summary>An absolute http(s) address.</summary>
    public string? Address(string field, string? value, bool isRequired = false)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (isRequired)
                Add(field, value, "required, an absolute http(s) address");
            return null;
        }

        var text = value.Trim();
        if (text.Length <= 2000 && XmlCharacters.Keep(text) == text && Addresses.IsAbsolute(text))
            return text;
        Add(field, value, "an absolute http(s) address of at most 2,000 characters");
        return null;
    }

    /// <summary>A media type.</summary>
    public string? MediaType(string field, string? value, bool isRequired)
    {
        if (!string.IsNullOrEmpty(value) && MediaTypes.IsValid(value))
            return value.ToLowerInvariant();
        if (isRequired || !string.IsNullOrEmpty(value))
            Add(field, value, "a media type such as audio/mpeg");
        return null;
    }

    /// <summary>A number from 0.</summary>
    public long? Number(string field, long? value, long most)
    {
        if (value is < 0 || value > most)
            Add(field, value?.ToString(CultureInfo.InvariantCulture), most == long.MaxValue ? "0 or more" : $"0 to {most}");
        return value;
    }
}
