using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Ingest.Sources;

/// <summary>Writes an enumeration's members as the API writes its words.</summary>
internal sealed class CamelCaseNames<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
