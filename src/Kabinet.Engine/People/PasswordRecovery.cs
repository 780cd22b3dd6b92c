using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>
/// A new password by a one-time link in a letter. Whoever asks gets the same answer in the same time, whether the account exists or not:
/// the request is only written down, and the background worker looks the account up.
/// </summary>
public sealed class PasswordRecovery
{
    /// <summary>Kind of the work that answers a request.</summary>
    internal const string Work = "recovery";
    /// <summary>Letters that one account gets in a row before it must wait.</summary>
    private static readonly Pace Letters = new(3, TimeSpan.FromMinutes(15), TimeSpan.FromHours(6));
    private const string Path = "/sign-in/new-password?token=";
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly IPasswordHashing hashing;
    private readonly Attempts attempts;
    private readonly Recognition recognition;
    private readonly Admission admission;

    internal PasswordRecovery(Database database, TimeProvider clock, (IPasswordHashing Hashing, Attempts Attempts) signIn,
        Recognition recognition, Admission admission) =>
        (this.database, this.clock, (hashing, attempts), this.recognition, this.admission) =
            (database, clock, signIn, recognition, admission);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Asks for a letter to the person with this login or e-mail.</summary>
    public async ValueTask Ask(string name, CancellationToken cancellation = default) => await database.Write(async transaction =>
    {
        var id = (long)(await transaction.Scalar(LinkStatements.Ask(SignInName.Of(name), Now), DataType.Whole, cancellation))!;
        await admission.Work.Add(transaction, Work, id, cancellation);
        return id;
    }, cancellation);

    /// <summary>
    /// Whose password a link may change; null for a link that is unknown, used or over, and for a person who may not sign in.
    /// </summary>
    public async ValueTask<Person?> Whose(Solution solution, string token, CancellationToken cancellation = default) =>
        (await Known(solution, token, cancellation))?.Person;

    /// <summary>
    /// Sets the password, takes the link, and ends all sessions and API tokens of the person. The second factor stays.
    /// </summary>
    /// <returns>Refusals by field (<c>password</c>, or the whole form for a link that is no longer valid); null on success.</returns>
    public async ValueTask<Outcome.Invalid?> Set(Solution solution, string token, string password, CancellationToken cancellation = default)
    {
        if (await Known(solution, token, cancellation) is not var (actor, person)) return Over();
        if (PasswordPolicy.Refuse(password, person) is { } refusal) return Outcome.Invalid.At("password", refusal);
        var hash = hashing.Hash(password);
        return await admission.Door.Do(actor, async run =>
        {
            var take = LinkStatements.Take(SecretToken.Hash(token), OneTimeLink.NewPassword, Now);
            if (await run.Transaction.Execute(take, cancellation) == 0) throw new RefusedException(Over());
            await run.Transaction.Execute(LinkStatements.RemoveOf(person.Id), cancellation);
            await run.Transaction.Execute(new(PeopleStatements.SetPassword, person.Id, hash, null, Now), cancellation);
            await Sessions.EndOf(run.Transaction, person.Id, 0, cancellation);
            await run.Transaction.Execute(new(PeopleStatements.RemoveTokensOf, person.Id), cancellation);
            return await PersonJournal.Write(run, person.Id, EventKind.PasswordRecovered);
        }, cancellation) as Outcome.Invalid;
    }

    /// <summary>Answers a request: writes the letter, where there is such a person who may sign in and has an e-mail.</summary>
    /// <returns>What to write in the transaction that ends the request.</returns>
    internal async ValueTask<Func<Transaction, ValueTask>> Answer(Solution solution, long request, CancellationToken cancellation)
    {
        var person = await Asking(request, cancellation);
        var isHeard = person?.Email is not null && await attempts.Count([CounterOf(person)], cancellation) is null;
        return async transaction =>
        {
            await transaction.Execute(LinkStatements.Answered(request), cancellation);
            if (isHeard) await Write(transaction, solution, person!, cancellation);
        };
    }

    private static Counter CounterOf(Person person) => new(string.Create(CultureInfo.InvariantCulture, $"recovery:{person.Id}"), Letters);

    private ValueTask<Person?> Asking(long request, CancellationToken cancellation) => database.Read(async connection =>
    {
        if (await connection.Scalar(LinkStatements.FindAsked(request), DataType.Text, cancellation) is not string name) return null;
        var find = new Statement(PeopleStatements.FindByLogin(database.Dialect), name);
        return await connection.First(database.Dialect, find, row => row.Person(0), cancellation);
    }, cancellation);

    private async ValueTask Write(Transaction transaction, Solution solution, Person person, CancellationToken cancellation)
    {
        var (token, language) = (SecretToken.New(SecretToken.LinkPrefix), person.Language ?? solution.Settings.Language);
        OneTimeLink link = new(person.Id, OneTimeLink.NewPassword, null, Now + OneTimeLink.PasswordLife);
        await transaction.Execute(LinkStatements.RemoveOf(person.Id, OneTimeLink.NewPassword), cancellation);
        await transaction.Execute(LinkStatements.Add(link, SecretToken.Hash(token)), cancellation);
        var draft = LetterDraft.Of(solution, LetterKinds.Recovery, (person.Email!, language), ("name", person.Name),
            ("login", person.Login), ("link", admission.Writing.Link(Path + token)),
            ("hours", Texts.Say("people.hours", language, (int)OneTimeLink.PasswordLife.TotalHours)));
        var letter = await admission.Writing.Write(transaction, solution, draft with { User = person.Id }, cancellation);
        await admission.Mail.Put(transaction, letter with { TellsPassword = true, TellsLink = true }, cancellation);
    }

    private async ValueTask<(Actor Actor, Person Person)?> Known(Solution solution, string token, CancellationToken cancellation) =>
        await FindLink(token, cancellation) is { } link ? await recognition.Know(solution, link.User, cancellation) : null;

    private ValueTask<OneTimeLink?> FindLink(string token, CancellationToken cancellation) =>
        database.Read(connection => connection.First(database.Dialect,
            LinkStatements.Find(SecretToken.Hash(token), OneTimeLink.NewPassword, Now), row =>
            new OneTimeLink(row.Id(0), row.Text(1), row.TextOrNull(2), row.Moment(3)), cancellation), cancellation);

    private static Outcome.Invalid Over() => Outcome.Invalid.At("", new("people.link_over"));
}
