using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats.Ans;

/// <summary>Holds a document of ANS against its shapes, and names each field that breaks them.</summary>
internal static class AnsCheck
{
    private const int MostFaults = 20;

    /// <summary>What is wrong with a document; empty where it is good.</summary>
    public static IReadOnlyList<Fault> FaultsOf(JsonElement document)
    {
        var faults = new List<Fault>();
        if (document.ValueKind is not JsonValueKind.Object)
            return [new Fault("", document.GetRawText(), "an object")];
        if (AnsShapes.Known.OfKind(document.Text("type")) is { } shape)
            CheckShape(document, shape, "", isStrict: true, faults);
        else
            faults.Add(new Fault("type", ValueOf(document.Get("type")), "a kind of ANS 0.10: story, gallery, image, video, author …"));
        if (faults.Count == 0 && document.Text("type") == "image")
            CheckFocus(document, faults);
        return faults.Count > MostFaults ? faults[..MostFaults] : faults;
    }

    // The point lies in the picture: (0, 0) is its left upper corner, and where its size is known it is the other bound.
    private static void CheckFocus(JsonElement image, List<Fault> faults)
    {
        foreach (var (axis, side) in new[] { ("x", "width"), ("y", "height") })
        {
            if (image.Get("focal_point").Get(axis) is not { ValueKind: JsonValueKind.Number } value)
                continue;
            var at = value.GetDouble();
            if (at < 0 || image.Whole(side) is { } length && at > length)
                faults.Add(new Fault($"focal_point.{axis}", value.GetRawText(), $"within the picture's {side}"));
        }
    }

    private static void Check(JsonElement value, AnsType type, string path, bool isStrict, List<Fault> faults)
    {
        switch (type)
        {
            case AnsType.Plain plain:
                CheckPlain(value, plain.Name, path, isStrict, faults);
                break;
            case AnsType.OneOf choice:
                if (value.ValueKind is not JsonValueKind.String || !choice.Words.Contains(TextOf(value)))
                    faults.Add(new Fault(path, ValueOf(value), string.Join(" or ", choice.Words)));
                break;
            case AnsType.Matching matching:
                if (value.ValueKind is not JsonValueKind.String || !IsMatch(matching.Pattern, TextOf(value)))
                    faults.Add(new Fault(path, ValueOf(value), $"text of the form {matching.Pattern}"));
                break;
            case AnsType.Map map when value.ValueKind is JsonValueKind.Object:
                foreach (var field in value.EnumerateObject().Where(field => field.Value.ValueKind is not JsonValueKind.Null))
                    Check(field.Value, map.Value, Join(path, field.Name), isStrict, faults);
                break;
            case AnsType.Map:
                faults.Add(new Fault(path, ValueOf(value), "an object"));
                break;
            case AnsType.ListOf list:
                CheckList(value, list, path, isStrict, faults);
                break;
            case AnsType.AnyOf any:
                CheckAny(value, any, path, isStrict, faults);
                break;
        }
    }

    private static void CheckList(JsonElement value, AnsType.ListOf list, string path, bool isStrict, List<Fault> faults)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            faults.Add(new Fault(path, ValueOf(value), "a list"));
            return;
        }

        var count = value.GetArrayLength();
        if (count < list.Least || count > list.Most)
            faults.Add(
                new Fault(path, $"{count} items", list.Most == int.MaxValue ? $"at least {list.Least}" : $"{list.Least} to {list.Most}")
            );
        foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
        {
            if (faults.Count > MostFaults)
                return;
            Check(item, list.Item, $"{path}[{index}]", isStrict, faults);
        }
    }

    // Of several shapes the one that fits best is meant, the first of those that fit equally; its faults are named.
    private static void CheckAny(JsonElement value, AnsType.AnyOf any, string path, bool isStrict, List<Fault> faults)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(new Fault(path, ValueOf(value), "an object"));
            return;
        }

        List<Fault>? best = null;
        foreach (var name in any.Shapes)
        {
            var found = new List<Fault>();
            CheckShape(value, AnsShapes.Known[name], path, isStrict, found);
            if (best is null || found.Count < best.Count)
                best = found;
            if (best.Count == 0)
                return;
        }

        faults.AddRange(best!);
    }

    private static void CheckShape(JsonElement value, AnsShape shape, string path, bool isStrict, List<Fault> faults)
    {
        foreach (var (name, (_, isRequired)) in shape.Fields)
        {
            if (isStrict && isRequired && value.Get(name) is null)
                faults.Add(new Fault(Join(path, name), null, "required"));
        }

        // Of a field that is written twice the last is meant, as in every reader of JSON.
        foreach (var name in value.EnumerateObject().Select(field => field.Name).Distinct())
        {
            var at = Join(path, name);
            if (shape.TypeOf(name) is { } type)
            {
                if (value.Get(name) is { } given)
                    Check(given, type, at, isStrict, faults);
            }
            else if (isStrict && shape.IsClosed)
                faults.Add(new Fault(at, ValueOf(value.Get(name)), "no field of ANS"));
        }
    }

    private static void CheckPlain(JsonElement value, string name, string path, bool isStrict, List<Fault> faults)
    {
        var rule = name switch
        {
            "text" => value.ValueKind is JsonValueKind.String ? null : "text",
            "number" => value.ValueKind is JsonValueKind.Number ? null : "a number",
            "whole" => value.ValueKind is JsonValueKind.Number && IsWhole(value) ? null : "a whole number",
            "flag" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "true or false",
            "date" => value.ValueKind is JsonValueKind.String && IsDate(TextOf(value)) ? null : "a date and time (RFC 3339)",
            "email" => value.ValueKind is JsonValueKind.String && IsMail(TextOf(value)) ? null : "an e-mail address",
            _ => null,
        };
        if (rule is not null)
            faults.Add(new Fault(path, ValueOf(value), rule));
        else if (name == "element")
            CheckElement(value, path, faults);
    }

    // A body may hold anything (utils/content_element): of what is known the types are checked, what is missing or new is let through.
    private static void CheckElement(JsonElement value, string path, List<Fault> faults)
    {
        if (value.ValueKind is not JsonValueKind.Object)
            faults.Add(new Fault(path, ValueOf(value), "an object"));
        else if (value.Get("type") is not { ValueKind: JsonValueKind.String })
            faults.Add(new Fault(Join(path, "type"), ValueOf(value.Get("type")), value.Get("type") is null ? "required" : "text"));
        else
            CheckShape(value, AnsShapes.Known.OfKind(value.Text("type")) ?? AnsShapes.Known["Part"], path, isStrict: false, faults);
    }

    private static bool IsWhole(JsonElement value) =>
        value.TryGetInt64(out _) || value.TryGetDouble(out var number) && number == Math.Floor(number);

    // An empty address is how Arc says that there is none.
    private static bool IsMail(string text) =>
        text.Length == 0 || text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1;

    private static bool IsDate(string text) => text.Length > 10 && IsoInstant.Parse(text) is not null;

    private static bool IsMatch(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string TextOf(JsonElement value) => SourceJson.AsText(value) ?? "";

    private static string? ValueOf(JsonElement? value) =>
        value is not { } given ? null
        : given.ValueKind is JsonValueKind.String ? SourceJson.AsText(given) ?? ""
        : given.GetRawText();

    private static string Join(string path, string field) => path.Length == 0 ? field : path + "." + field;
}
