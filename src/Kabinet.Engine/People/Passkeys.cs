using System.Buffers.Text;
using System.Security.Cryptography;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>A passkey of a person.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name that tells it from the person's others.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="SeenAt">Last sign-in with it, UTC; null for never.</param>
public sealed record Passkey(long Id, string Name, DateTime CreatedAt, DateTime? SeenAt);

/// <summary>Passkeys: people sign in with a device that has verified them, without a password. The host verifies the signatures.</summary>
public sealed class Passkeys
{
    /// <summary>Most passkeys of one person.</summary>
    internal const int Most = 20;
    private const int HandleBytes = 32;
    private const string Field = "passkey";
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly CommandDoor door;

    internal Passkeys(Database database, TimeProvider clock, CommandDoor door) =>
        (this.database, this.clock, this.door) = (database, clock, door);

    /// <summary>The person's passkeys, newest first.</summary>
    public ValueTask<List<Passkey>> List(SignedIn signedIn, CancellationToken cancellation = default) =>
        database.Read(connection => connection.All(database.Dialect, new(PasskeyStatements.List, signedIn.Person.Id),
            row => new Passkey(row.Id(0), row.Text(1), row.Moment(2), row.MomentOrNull(3)), cancellation), cancellation);

    /// <summary>
    /// Whether the person may add a passkey now, asked before his device makes one. Requires a recent password in a session of his own.
    /// </summary>
    /// <returns>
    /// The handle under which devices keep the passkeys of this person, random and the same each time; or the refusal.
    /// </returns>
    public async ValueTask<(string? Handle, Outcome.Invalid? Refusal)> Begin(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return (null, refused);
        var (user, fresh) = (signedIn.Person.Id, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(HandleBytes)));
        return await database.Write(async transaction =>
        {
            if (await HasMost(transaction, user, cancellation)) return (null, TooMany());
            var handle = await transaction.Scalar(new(PasskeyStatements.GiveHandle, user, fresh), DataType.Text, cancellation);
            return ((string?)handle, (Outcome.Invalid?)null);
        }, cancellation);
    }

    /// <summary>Adds a passkey. Requires a recent password in a session of the person himself.</summary>
    /// <param name="signedIn">The person.</param>
    /// <param name="name">Name, at most 100 characters.</param>
    /// <param name="credential">The passkey; null where the host could not verify what the device sent.</param>
    /// <param name="cancellation">Cancels the command.</param>
    /// <returns>The refusal; null on success.</returns>
    public async ValueTask<Outcome.Invalid?> Add(SignedIn signedIn, string name, PasskeyCredential? credential,
        CancellationToken cancellation = default)
    {
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return refused;
        if (VisibleText.Of(name) is not { Length: > 0 and <= 100 } named) return Outcome.Invalid.At(Field, new("people.passkey_name"));
        if (credential is null) return NotMade();
        return await door.Do(signedIn.Actor, run => Add(run, signedIn.Person.Id, named, credential), cancellation) as Outcome.Invalid;
    }

    /// <summary>Removes one of the person's passkeys. Requires a recent password in a session of the person himself.</summary>
    public async ValueTask<Outcome> Remove(SignedIn signedIn, long passkey, CancellationToken cancellation = default)
    {
        if (Confirmation.Refused(signedIn.Actor, Proof.RecentPassword) is { } refused) return refused;
        return await door.Do(signedIn.Actor, run => Remove(run, signedIn.Person.Id, passkey), cancellation);
    }

    private async ValueTask<Outcome.Done> Add(CommandRun run, long user, string name, PasskeyCredential credential)
    {
        // Two requests that add the last passkey at once would both count one too few.
        await run.Lock(run.Solution.Entities[CoreEntities.User], user);
        if (await HasMost(run.Transaction, user, run.Cancellation)) throw new RefusedException(TooMany());
        Statement add = new(PasskeyStatements.Add, user, credential.Id, credential.PublicKey, credential.SignCount, credential.Transports,
            credential.MayBeBackedUp, credential.IsBackedUp, name, clock.GetUtcNow().UtcDateTime);
        if (await run.Transaction.Execute(add, run.Cancellation) == 0) throw new RefusedException(NotMade());
        return await PersonJournal.Write(run, user, EventKind.PasskeyAdded, name);
    }

    private async ValueTask<Outcome.Done> Remove(CommandRun run, long user, long passkey)
    {
        var name = await run.Transaction.First(database.Dialect, new(PasskeyStatements.Find, passkey, user), row => row.Text(0),
            run.Cancellation);
        if (await run.Transaction.Execute(new(PasskeyStatements.Remove, passkey, user), run.Cancellation) == 0)
            throw RefusedException.NotFound();
        return await PersonJournal.Write(run, user, EventKind.PasskeyRemoved, name);
    }

    private static async ValueTask<bool> HasMost(Connection connection, long user, CancellationToken cancellation) =>
        await connection.Scalar(new(PasskeyStatements.Count, user), DataType.Whole, cancellation) is not long held || held >= Most;

    private static Outcome.Invalid TooMany() => Outcome.Invalid.At(Field, new("people.too_many_passkeys", Most));

    private static Outcome.Invalid NotMade() => Outcome.Invalid.At(Field, new("people.passkey_not_made"));
}
