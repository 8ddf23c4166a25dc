using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Syndication.Outbound;

/// <summary>Sends requests to addresses that others chose, and says what came of them; only a caller's cancellation is an exception.</summary>
internal sealed class OutboundClient(OutboundGuard guard, GuardedConnector connector, OwnAddress own, TimeProvider clock) : IDisposable
{
    private readonly HttpMessageInvoker http = new(connector.CreateHandler());

    /// <summary>Sends the request, following as many redirects as it allows.</summary>
    public async Task<OutboundOutcome> SendAsync(OutboundRequest request, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(request.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await FollowAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new OutboundOutcome.Failed(FailureReason.Timeout);
        }
        catch (HttpRequestException fault)
        {
            return Explain(fault);
        }
        catch (IOException)
        {
            return new OutboundOutcome.Failed(FailureReason.Connection);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<OutboundOutcome> FollowAsync(OutboundRequest request, CancellationToken ct)
    {
        var (address, moved, isForGood) = (request.Address, (Uri?)null, true);
        for (var redirects = 0; ; redirects++)
        {
            if (guard.Judge(address) is { } refusal)
                return new OutboundOutcome.Refused(refusal);
            using var message = Compose(request, address);
            using var response = await http.SendAsync(message, ct);
            if (request.MaxRedirects == 0 || request.Method != HttpMethod.Get || Next(address, response) is not { } next)
                return await ReadAsync(request, response, address, moved, ct);
            if (redirects == request.MaxRedirects)
                return new OutboundOutcome.Failed(FailureReason.Redirects);
            isForGood &= (int)response.StatusCode is 301 or 308;
            moved = isForGood ? next : moved;
            address = next;
        }
    }

    private HttpRequestMessage Compose(OutboundRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Method, address);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Syndication", productVersion: null));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue($"(+{own.Value.AbsoluteUri})"));
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (request.Authorization is { } authorization && OutboundRequest.AreOneOrigin(request.Address, address))
            message.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (request.MaxUnpackedBytes is not null)
            message.Headers.TryAddWithoutValidation("Accept-Encoding", AnswerBody.Codings);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            if (request.ContentType is { } type)
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        return message;
    }

    private static Uri? Next(Uri from, HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.Headers.Location is { } location
        && Uri.TryCreate(from, location, out var next)
            ? next
            : null;

    private static async Task<OutboundOutcome> ReadAsync(
        OutboundRequest request,
        HttpResponseMessage response,
        Uri address,
        Uri? moved,
        CancellationToken ct
    )
    {
        var (body, fault) = await AnswerBody.ReadAsync(response.Content, request, ct);
        var headers = response
            .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                same => same.Key,
                same => string.Join(", ", same.SelectMany(header => header.Value)),
                StringComparer.OrdinalIgnoreCase
            );
        return new OutboundOutcome.Answered(address, response.StatusCode, headers, body, fault is null)
        {
            MovedTo = moved,
            BodyFault = fault,
        };
    }

    private static OutboundOutcome Explain(HttpRequestException fault) =>
        fault.InnerException switch
        {
            RefusedConnectionException refused => new OutboundOutcome.Refused(refused.Reason),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
                new OutboundOutcome.Failed(FailureReason.Name),
            // The handler's own limit on connecting.
            OperationCanceledException or TimeoutException => new OutboundOutcome.Failed(FailureReason.Timeout),
            _ => new OutboundOutcome.Failed(FailureReason.Connection),
        };
}
