using System.CommandLine;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Operations.Verbs;

/// <summary><c>ingest read PATH…</c>: what is understood of other systems' documents. It needs no store and keeps nothing.</summary>
internal static class IngestCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const long MostBytes = 512L << 20;

    // Folders are read as they come: a collection may be of any size.
    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    public static Command Create(IServiceProvider services)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files with one document each, or folders with such files below them",
            Arity = ArgumentArity.OneOrMore,
        };
        var read = new Command("read", "Prints a line of JSON for each file: what is understood of it. Nothing is stored.") { paths };
        read.SetAction(
            async (parsed, ct) =>
            {
                var console = parsed.InvocationConfiguration;
                var failed = false;
                foreach (var path in parsed.GetRequiredValue(paths))
                    failed |= !await ReadAllAsync(services.GetRequiredService<SourceReader>(), path, console, ct);
                return failed ? Failure : Success;
            }
        );
        return new Command("ingest", "Reads documents of other systems.") { read };
    }

    private static async Task<bool> ReadAllAsync(SourceReader reader, string path, InvocationConfiguration console, CancellationToken ct)
    {
        if (!Directory.Exists(path))
            return await ReadAsync(reader, path, console, ct);
        var isWhole = true;
        try
        {
            foreach (var file in Directory.EnumerateFiles(path, "*", AllBelow))
                isWhole &= await ReadAsync(reader, file, console, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"{path}: {Faults.LineOf(fault)}");
            return false;
        }

        return isWhole;
    }

    private static async Task<bool> ReadAsync(SourceReader reader, string file, InvocationConfiguration console, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MostBytes })
            {
                await console.Error.WriteLineAsync($"{file}: at most {MostBytes >> 20} MiB");
                return false;
            }

            var bytes = await File.ReadAllBytesAsync(file, ct);
            await console.Output.WriteLineAsync(Read(reader, file, bytes, ct).ToJson());
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"{file}: {Faults.LineOf(fault)}");
            return false;
        }
    }

    private static ReadDocument Read(SourceReader reader, string file, byte[] bytes, CancellationToken ct)
    {
        var type = ServedHeaders.Find(bytes, "Content-Type");
        var location = ServedHeaders.Find(bytes, "Content-Location");
        var address = Uri.TryCreate(location, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" ? absolute : null;
        var document = reader.Read(new SourceBytes(bytes, type, address) { FileName = Path.GetFileName(file) }, ct);
        return ReadDocument.Of(
            file,
            document,
            type is null && address is null ? [] : ["headers that the file names in its first comment taken as served"]
        );
    }
}
