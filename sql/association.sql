-- Measures of association, of counts that are given
\set SHOW_CONTEXT never
SET extra_float_digits = 0;

-- Of 64 places 16 are near the node, and 16 hold the collocate, 8 of these near
-- it.  Chance would give 16 * 16 / 64 = 4.
--		8	 8	16		4	12
--		8	40	48	   12	36
--	   16	48	64
-- G2 = 2 * (8 ln 2 + 16 ln(2/3) + 40 ln(10/9)) = 6.5443
-- MI = log2(8 / 4) = 1, t = (8 - 4) / sqrt(8) = 1.4142
SELECT round(wic_log_likelihood(8, 16, 16, 64)::numeric, 4) AS g2,
	wic_mutual_information(8, 16, 16, 64) AS mi,
	round(wic_t_score(8, 16, 16, 64)::numeric, 4) AS t;

-- a published value: "the swiss" in Dunning 1993 has 270.72
SELECT round(wic_log_likelihood(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114)::numeric, 2) AS g2;

-- what was expected; what is never together; what does not occur
SELECT wic_log_likelihood(2, 5, 20, 50) AS g2, wic_mutual_information(2, 5, 20, 50) AS mi, wic_t_score(2, 5, 20, 50) AS t
UNION ALL
SELECT round(wic_log_likelihood(0, 4, 8, 32)::numeric, 4), wic_mutual_information(0, 4, 8, 32), wic_t_score(0, 4, 8, 32)
UNION ALL
SELECT wic_log_likelihood(0, 4, 0, 32), wic_mutual_information(0, 4, 0, 32), wic_t_score(0, 4, 0, 32);

-- 30 of 1000 here, 10 of 1000 there, 20 expected in each:
-- LL = 2 * (30 ln(3/2) + 10 ln(1/2)) = 10.4650, LR = log2 3 = 1.5850;
-- 0 is taken to be 0.5 by LR: log2(8 / 0.5) = 4
SELECT round(wic_log_likelihood_between(30, 1000, 10, 1000)::numeric, 4) AS ll,
	round(wic_log_ratio(30, 1000, 10, 1000)::numeric, 4) AS lr,
	wic_log_ratio(8, 1000, 0, 1000) AS lr_of_0, wic_log_ratio(0, 5, 0, 7) AS lr_of_none;

-- what is no table
SELECT wic_log_likelihood(5, 4, 5, 16);
SELECT wic_mutual_information(1, 10, 8, 16);
SELECT wic_t_score(0, 0, 0, 0);
SELECT wic_log_likelihood_between(5, 4, 1, 4);
SELECT wic_log_ratio(1, 4, 0, 0);
SELECT wic_log_likelihood(NULL, 4, 5, 16) IS NULL AS unknown;
