using Kabinet.Engine.Definitions;

namespace Kabinet.Engine.People;

/// <summary>Who comes in and as whom: sign-in, sessions, passwords, tokens, second factor, profile.</summary>
public sealed class People
{
    /// <summary>The person behind a session's or an API token; null where it is unknown, ended or blocked.</summary>
    public ValueTask<SignedIn?> Recognise(Solution solution, string token, CancellationToken cancellation = default) => throw new NotImplementedException();
}
