using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>The public part of a passkey, as the host has verified it. It holds no secret.</summary>
/// <param name="Id">Id that the device gave it, in base64url; unique.</param>
/// <param name="PublicKey">Key that verifies its signatures: COSE in base64url.</param>
/// <param name="SignCount">How many signatures the device has counted; 0 where it does not count.</param>
/// <param name="Transports">How browsers reach the device, separated by commas; empty for unknown.</param>
/// <param name="MayBeBackedUp">Whether it may be on several devices of the person.</param>
/// <param name="IsBackedUp">Whether it is.</param>
public sealed record PasskeyCredential(string Id, string PublicKey, long SignCount, string Transports, bool MayBeBackedUp, bool IsBackedUp);

/// <summary>
/// What the host needs to verify a passkey before anybody is signed in. People are named by their random handles, so a device holds no id
/// of a record.
/// </summary>
public sealed class PasskeyCredentials
{
    private readonly Database database;

    internal PasskeyCredentials(Database database) => this.database = database;

    /// <summary>Whether somebody who may sign in has the handle.</summary>
    public async ValueTask<bool> Knows(string handle, CancellationToken cancellation = default) =>
        await database.Read(connection =>
            connection.Scalar(new(PasskeyStatements.KnowsHandle, handle), DataType.Whole, cancellation), cancellation) is not 0L;

    /// <summary>Handle of the person with a passkey, whether he may sign in or not; null where nobody has it.</summary>
    public ValueTask<string?> HandleOf(string credential, CancellationToken cancellation = default) =>
        database.Read(connection => connection.First(database.Dialect, new(PasskeyStatements.HandleOf, credential),
            row => row.TextOrNull(0), cancellation), cancellation);

    /// <summary>The passkeys of the person with a handle, oldest first.</summary>
    public ValueTask<List<PasskeyCredential>> Of(string handle, CancellationToken cancellation = default) =>
        database.Read(connection => connection.All(database.Dialect, new(PasskeyStatements.ListOfHandle, handle), Read, cancellation),
            cancellation);

    private static PasskeyCredential Read(Row row) =>
        new(row.Text(0), row.Text(1), row.Id(2), row.Text(3), row.YesNo(4), row.YesNo(5));
}
