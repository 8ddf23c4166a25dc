using System.Text.Json.Serialization;

namespace Syndication.Subscribers.Records;

/// <summary>The record as a person opens it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReaderRecord))]
internal sealed partial class ReaderRecordJson : JsonSerializerContext;
