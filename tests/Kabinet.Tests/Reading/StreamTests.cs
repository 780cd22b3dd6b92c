using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage.Schemas;
using Record = Kabinet.Engine.Reading.Record;

namespace Kabinet.Tests.Reading;

public sealed class StreamTests
{
    private static readonly (string Path, string Text)[] Office =
    [
        .. new[] { "head", "clerk", "visitor", "stranger" }.Select(role => ($"roles/{role}.yaml", $"role: {role}\ntitle: {role}\n")),
        ("entities/box.yaml", """
            entity: box
            title: Box
            fields:
              title: { kind: text, required: true }
            access:
              head: { read: true }
              clerk: { read: "title <> 'Second'" }
            """),
        ("entities/paper.yaml", """
            entity: paper
            title: Paper
            fields:
              box: { kind: ref, to: box }
              owner: { kind: number }
              text: { kind: text, search: true, length: 5000 }
              secret: { kind: text }
            access:
              head: { read: true }
              clerk: { read: "owner = 1 or owner = 2" }
              visitor: { read: "owner = 2 or owner = 3", only: [text, owner] }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stream_is_all_pages_of_the_list_one_after_another(string kind)
    {
        await using var world = await World.Open(kind, rows: 700);
        foreach (var roles in (string[][])[["head"], ["clerk"], ["visitor"], ["clerk", "visitor"], ["stranger"]])
            foreach (var query in world.Queries(roles))
            {
                var streamed = await world.Stream(roles, query);
                streamed.Columns.ShouldBe((await world.List(roles, query)).Columns);
                var asked = $"{string.Join('+', roles)} {query.Filter} {query.Search} {query.Sort.Count}";
                streamed.Rows.ShouldBe(await world.Pages(roles, query), asked);
            }
        (await world.Stream(["head"], world.All)).Rows.Count.ShouldBe(700);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_one_may_not_use_is_refused_before_the_first_row(string kind)
    {
        await using var world = await World.Open(kind, rows: 10);
        var bySecret = world.All with { Sort = [new(world.Path("secret"), Descending: false)] };
        foreach (var query in new[] { world.All with { Filter = "secret = 'x'" }, bySecret })
            await Should.ThrowAsync<QueryException>(() => world.Stream(["visitor"], query));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Fifty_thousand_rows_are_read_in_the_memory_of_a_few(string kind)
    {
        const int Rows = 50_000, Characters = 1000;
        await using var world = await World.Open(kind, Rows, new string('ж', Characters));
        var seen = new List<WeakReference>();
        long before = 0, after = 0;
        var count = await world.Records.Stream(world.As("head"), world.All, async stream =>
        {
            var read = 0;
            await foreach (var record in stream.Rows)
            {
                if (++read % 100 == 0) seen.Add(new(record));
                if (read == 100) before = GC.GetTotalMemory(forceFullCollection: true);
                if (read == Rows - 1) after = GC.GetTotalMemory(forceFullCollection: true);
            }
            return read;
        });
        count.ShouldBe(Rows);
        // Rows that are gone are kept by nobody; all of them would be a hundred megabytes, whatever other tests do meanwhile.
        GC.Collect();
        seen.Count(row => row.IsAlive).ShouldBeLessThan(3);
        (after - before).ShouldBeLessThan((long)Rows * Characters * sizeof(char) / 2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Writing_goes_on_beside_a_stream_and_does_not_change_it(string kind)
    {
        await using var world = await World.Open(kind, rows: 5000);
        var count = await world.Records.Stream(world.As("head"), world.All, async stream =>
        {
            var read = 0;
            await foreach (var _ in stream.Rows)
                if (++read == 10) await World.Elsewhere(() => world.Add(1000, "later", after: 5000));
            return read;
        });
        count.ShouldBe(5000);
        (await world.Stream(["head"], world.All)).Rows.Count.ShouldBe(6000);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stream_that_is_left_or_cancelled_gives_its_connection_back(string kind)
    {
        await using var world = await World.Open(kind, rows: 20_000, new string('w', 500));
        for (var i = 0; i < 40; i++)
        {
            (await world.Records.Stream(world.As("head"), world.All, async stream =>
            {
                await foreach (var record in stream.Rows) return record.Id;
                return 0;
            })).ShouldBe(20_000);
            using var leaving = new CancellationTokenSource();
            await Should.ThrowAsync<OperationCanceledException>(() => world.Records.Stream(world.As("head"), world.All, async stream =>
            {
                var read = 0;
                await foreach (var _ in stream.Rows)
                    if (++read == 50) await leaving.CancelAsync();
                return read;
            }, leaving.Token).AsTask());
        }
        (await world.List(["head"], world.All)).Records.Count.ShouldBe(500);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task However_many_streams_wait_a_short_read_finds_a_connection(string kind)
    {
        await using var world = await World.Open(kind, rows: 200);
        using var opened = new SemaphoreSlim(0);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> Read() => World.Elsewhere(() => world.Records.Stream(world.As("head"), world.All, Held).AsTask());
        var streams = Enumerable.Range(0, 30).Select(_ => Read()).ToList();
        for (var i = 0; i < 4; i++) await opened.WaitAsync(TestContext.Current.CancellationToken);
        (await world.List(["head"], world.All)).Records.Count.ShouldBe(200);
        await world.Add(1, "between", after: 200);
        opened.CurrentCount.ShouldBeLessThan(30 - 4);
        end.SetResult();
        (await Task.WhenAll(streams)).ShouldAllBe(count => count == 200 || count == 201);

        async ValueTask<int> Held(RecordStream stream)
        {
            opened.Release();
            await end.Task;
            return await stream.Rows.CountAsync();
        }
    }

    private sealed class World(FreshDatabase fresh, Solution solution) : IAsyncDisposable
    {
        private readonly Entity paper = solution.Entities["paper"];

        public Records Records { get; } = new(fresh.Database, TimeProvider.System);

        public RecordQuery All => new()
        {
            Entity = paper,
            Columns = [Path("text"), Path("owner"), Path("secret"), Path("box"), new([paper["box"]], paper["box"].To!["title"])],
            Limit = 500,
        };

        public static async Task<World> Open(string kind, int rows, string text = "Ёлка")
        {
            var solution = TestSolutions.Link(Office);
            var fresh = await Databases.Fresh(kind);
            var plan = NeededSchema.Plan(await Schema.Read(fresh.Database), solution);
            await plan.Apply(fresh.Database, new(DateTime.UnixEpoch, "test", ""));
            var world = new World(fresh, solution);
            var boxes = "insert into box (title, created_at, updated_at) values ('First', @p0, @p0), ('Second', @p0, @p0)";
            await fresh.Database.Write(transaction => transaction.Execute(new(boxes, DateTime.UnixEpoch)));
            await world.Add(rows, text, after: 0);
            return world;
        }

        public Task<int> Add(int rows, string text, int after) => fresh.Database.Write(transaction => transaction.Execute(new("""
            insert into paper (box, owner, text, secret, _version, created_at, updated_at)
            with recursive series(n) as (select @p3 + 1 union all select n + 1 from series where n < @p3 + @p1)
            select case when n % 3 = 0 then null else n % 3 end, n % 5, @p0 || ' ' || n % 97, 'secret ' || n, 1, @p2, @p2 from series
            """, text, (long)rows, DateTime.UnixEpoch, (long)after))).AsTask();

        public FieldPath Path(string key) => new([], paper[key]);

        public Actor As(params string[] roles) => new(solution, null, "test", roles, new Dictionary<MePath, object?>());

        public IEnumerable<RecordQuery> Queries(string[] roles)
        {
            yield return All;
            yield return All with { Sort = [new(Path("text"), Descending: true)] };
            var byOwner = new Order(Path("owner"), Descending: false);
            yield return All with { Filter = "owner = 2", Sort = [byOwner, new(Path("text"), Descending: false)] };
            yield return All with { Search = "елка 7" };
            if (roles is ["head" or "clerk"]) yield return All with { Sort = [new(Path("box"), Descending: false)] };
        }

        public async Task<RecordPage> List(string[] roles, RecordQuery query) => await Records.List(As(roles), query);

        public async Task<List<string>> Pages(string[] roles, RecordQuery query)
        {
            var rows = new List<string>();
            do
            {
                var page = await List(roles, query with { Limit = 130 });
                rows.AddRange(page.Records.Select(Text));
                query = query with { After = page.Next };
            }
            while (query.After is not null);
            return rows;
        }

        public async Task<(IReadOnlyList<FieldPath> Columns, List<string> Rows)> Stream(string[] roles, RecordQuery query) =>
            await Records.Stream(As(roles), query, async stream => (stream.Columns, await stream.Rows.Select(Text).ToListAsync()));

        /// <summary>Another flow, which holds no connection.</summary>
        public static Task<T> Elsewhere<T>(Func<Task<T>> work)
        {
            using var suppressed = ExecutionContext.SuppressFlow();
            return Task.Run(work);
        }

        public ValueTask DisposeAsync() => fresh.DisposeAsync();

        private static string Text(Record record)
        {
            var values = record.Values.Select(value => value == Record.Hidden ? "hidden" : value?.ToString() ?? "-");
            return $"{record.Id} {record.Version} {string.Join('|', values)} {string.Join('|', record.Labels)}";
        }
    }
}
